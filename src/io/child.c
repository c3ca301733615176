/* SPDX-License-Identifier: MIT */
/* Children by posix_spawn, their exit statuses, and the thread that feeds the
 * ones whose input is a pipe that we had to look into. */
#include "io/child.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { COPY_ROOM = 64 << 10 };

struct child {
	const char *program;
	pid_t pid;
	int output;
	bool waited;
	int status;

	pthread_t feeder;
	bool feeding;
	int from, to; /* the feeder's */
	char *head;
	size_t head_n;
};

static bool
write_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, p, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false; /* the child is gone; its status tells */
		p += done;
		n -= (size_t)done;
	}
	return true;
}

static void *
feed(void *argument)
{
	struct child *c = argument;
	char *copy = mem_alloc(COPY_ROOM);
	bool open = write_all(c->to, c->head, c->head_n);
	while (open) {
		ssize_t n = read(c->from, copy, COPY_ROOM);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		open = write_all(c->to, copy, (size_t)n);
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

struct child *
child_open(
    const char *program, int fd, const char *head, size_t n, struct buf *why)
{
	struct child *c = mem_zero(1, sizeof(*c));
	int out[2] = {-1, -1}, in[2] = {-1, -1};
	int error = 0;
	c->program = program;
	c->from = fd;
	if (pipe2(out, O_CLOEXEC) != 0 || (n > 0 && pipe2(in, O_CLOEXEC) != 0))
		error = errno;
	if (error == 0)
		error = spawn(c, n > 0 ? in[0] : fd, out[1]);
	if (n > 0)
		close(in[0]);
	else if (fd > STDIN_FILENO)
		close(fd);
	close(out[1]);
	if (error != 0) {
		buf_printf(why, "cannot run %s: %s (install it by that name)",
		    program, strerror(error));
		close(out[0]);
		free(c);
		return NULL;
	}
	c->output = out[0];
	(void)fcntl(c->output, F_SETPIPE_SZ, 1 << 20);
	if (n > 0) {
		c->to = in[1];
		c->head = mem_alloc(n);
		c->head_n = n;
		memcpy(c->head, head, n);
		if (!start_feeder(c)) {
			buf_printf(why, "cannot start a thread");
			close(c->to);
			child_close(c);
			return NULL;
		}
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
	while (!c->waited && waitpid(c->pid, &c->status, 0) < 0)
		if (errno != EINTR)
			break;
	c->waited = true;
	if (c->feeding)
		pthread_join(c->feeder, NULL);
	c->feeding = false;
}

bool
child_succeeded(struct child *c, struct buf *why)
{
	wait_for(c);
	if (WIFEXITED(c->status) && WEXITSTATUS(c->status) == 0)
		return true;
	if (WIFSIGNALED(c->status))
		buf_printf(why, "%s was killed by signal %d", c->program,
		    WTERMSIG(c->status));
	else
		buf_printf(why,
		    "%s failed with status %d (corrupt or "
		    "truncated data)",
		    c->program, WEXITSTATUS(c->status));
	return false;
}

void
child_close(struct child *c)
{
	close(c->output);
	wait_for(c);
	if (c->from > STDIN_FILENO && c->head)
		close(c->from);
	free(c->head);
	free(c);
}
