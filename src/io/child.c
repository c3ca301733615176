/* SPDX-License-Identifier: MIT */
/* Children by posix_spawn, their exit statuses, and the thread that feeds the
 * ones whose input is a pipe that we had to look into. */
#include "io/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "io/fd.h"

extern char **environ;

enum { COPY_ROOM = 64 << 10 };

struct child {
	const char *program;
	pid_t pid;
	int output;
	bool waited;
	int status; /* as waitpid gives it */
	int error;  /* errno of waitpid, when it gave none */

	pthread_t feeder;
	bool feeding;
	int from, to; /* the feeder's */
	char *head;
	size_t head_n;
};

/* Waits until there is something to read; false when the child has closed its
 * input before. */
static bool
wait_to_feed(const struct child *c)
{
	struct pollfd p[] = {
	    {.fd = c->from, .events = POLLIN}, {.fd = c->to, .events = 0}};
	while (poll(p, 2, -1) < 0)
		if (errno != EINTR)
			return false;
	return p[1].revents == 0;
}

static void *
feed(void *argument)
{
	struct child *c = argument;
	char *copy = mem_alloc(COPY_ROOM);
	/* a write fails when the child is gone: its status tells */
	bool open = fd_write(c->to, c->head, c->head_n);
	while (open && wait_to_feed(c)) {
		ssize_t n = fd_read(c->from, copy, COPY_ROOM);
		open = n > 0 && fd_write(c->to, copy, (size_t)n);
	}
	close(c->to);
	free(copy);
	return NULL;
}

/* A write to a child that died must not kill the tool: the feeder blocks
 * SIGPIPE for itself and sees EPIPE. */
static bool
start_feeder(struct child *c)
{
	sigset_t block, old;
	sigemptyset(&block);
	sigaddset(&block, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &block, &old);
	c->feeding = pthread_create(&c->feeder, NULL, feed, c) == 0;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return c->feeding;
}

static int
spawn(struct child *c, int input, int output)
{
	posix_spawn_file_actions_t actions;
	char *argv[] = {
	    (char *)(uintptr_t)c->program, (char *)(uintptr_t) "-dc", NULL};
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
	int error =
	    posix_spawnp(&c->pid, c->program, &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

static void
close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* Starts the child over the two pipes; false with the reason in *why. */
static bool
start(struct child *c, int in[2], int out[2], struct buf *why)
{
	bool fed = c->head_n > 0;
	int error = 0;
	if (pipe2(out, O_CLOEXEC) != 0 || (fed && pipe2(in, O_CLOEXEC) != 0))
		error = errno;
	if (error == 0)
		error = spawn(c, fed ? in[0] : c->from, out[1]);
	if (error == 0)
		return true;
	buf_printf(why, "cannot run %s: %s (install it by that name)",
	    c->program, strerror(error));
	return false;
}

struct child *
child_open(
    const char *program, int fd, const char *head, size_t n, struct buf *why)
{
	struct child *c = mem_zero(1, sizeof(*c));
	int out[2] = {-1, -1}, in[2] = {-1, -1};
	c->program = program;
	c->from = fd;
	c->head_n = n;
	bool started = start(c, in, out, why);
	close_end(&in[0]);
	close_end(&out[1]);
	if (!started) {
		close_end(&in[1]);
		close_end(&out[0]);
		free(c);
		return NULL;
	}
	c->output = out[0];
	(void)fcntl(c->output, F_SETPIPE_SZ, 1 << 20);
	c->to = in[1];
	if (n > 0) {
		c->head = mem_alloc(n);
		memcpy(c->head, head, n);
		if (!start_feeder(c)) {
			buf_printf(why, "cannot start a thread");
			close(c->to);
			c->from = -1; /* the caller's still */
			child_close(c);
			return NULL;
		}
	} else if (fd > STDIN_FILENO) {
		close(fd);
		c->from = -1;
	}
	return c;
}

int
child_output(const struct child *c)
{
	return c->output;
}

static void
wait_for(struct child *c)
{
	while (!c->waited) {
		pid_t got = waitpid(c->pid, &c->status, 0);
		if (got < 0 && errno == EINTR)
			continue;
		c->error = got < 0 ? errno : 0;
		c->waited = true;
	}
	if (c->feeding)
		pthread_join(c->feeder, NULL);
	c->feeding = false;
}

bool
child_succeeded(struct child *c, struct buf *why)
{
	wait_for(c);
	if (c->error)
		buf_printf(why, "how %s ended is unknown: %s", c->program,
		    strerror(c->error));
	else if (WIFSIGNALED(c->status))
		buf_printf(why, "%s was killed by signal %d", c->program,
		    WTERMSIG(c->status));
	else if (WEXITSTATUS(c->status) != 0)
		buf_printf(why,
		    "%s failed with status %d (corrupt or "
		    "truncated data)",
		    c->program, WEXITSTATUS(c->status));
	else
		return true;
	return false;
}

void
child_close(struct child *c)
{
	close(c->output);
	if (!c->waited) /* it may wait for input that never comes */
		kill(c->pid, SIGTERM);
	wait_for(c);
	if (c->from > STDIN_FILENO)
		close(c->from);
	free(c->head);
	free(c);
}
