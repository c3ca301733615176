#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Times shell commands in turn, so that a noisy machine is noisy for all of
# them, and prints each one's time as a ratio to the first one's:
#
#	ratio.pl ROUNDS NAME=COMMAND...
#
# Columns: name, least wall and CPU seconds, medians over the rounds of the
# ratios of wall and CPU to the first command of the same round, and the
# largest resident memory of one process in MiB (0 where it was too quick), and
# least user seconds. A round before the others is for the memory alone: asking
# for it takes a part of a core, which pipelines need.
use strict;
use warnings;
use Time::HiRes qw(time sleep);

my $rounds = shift @ARGV;
my @names = map { (split /=/, $_, 2)[0] } @ARGV;
my @commands = map { (split /=/, $_, 2)[1] } @ARGV;
my (@wall, @cpu, @user, @memory);

# The processes below one, itself among them.
sub family {
	my ($pid) = @_;
	my @all = ($pid);
	for my $task (glob "/proc/$pid/task/*/children") {
		open my $file, '<', $task or next;
		push @all, map { family($_) } split ' ', <$file> // '';
	}
	return @all;
}

sub peak {
	my ($pid) = @_;
	my $most = 0;
	for my $one (family($pid)) {
		open my $file, '<', "/proc/$one/status" or next;
		while (<$file>) {
			$most = $1 if /^VmHWM:\s+(\d+)/ && $1 > $most;
		}
	}
	return $most;
}

sub start {
	my ($i) = @_;
	my $pid = fork // die "fork: $!";
	if ($pid == 0) {
		open STDOUT, '>', '/dev/null';
		exec 'sh', '-c', $commands[$i] or die "sh: $!";
	}
	return $pid;
}

sub look {
	my ($i) = @_;
	my $pid = start($i);
	while (waitpid($pid, 1) == 0) {
		my $most = peak($pid);
		$memory[$i] = $most if $most > ($memory[$i] // 0);
		sleep 0.01;
	}
	die "$names[$i] failed with status $?\n" if $?;
}

sub run {
	my ($i) = @_;
	my @before = times;
	my $start = time;
	waitpid(start($i), 0);
	die "$names[$i] failed with status $?\n" if $?;
	my @after = times;
	push @{$wall[$i]}, time - $start;
	push @{$user[$i]}, $after[2] - $before[2];
	push @{$cpu[$i]}, $after[2] + $after[3] - $before[2] - $before[3];
}

sub median {
	my @sorted = sort { $a <=> $b } @_;
	return ($sorted[$#sorted / 2] + $sorted[@sorted / 2]) / 2;
}

sub least {
	return (sort { $a <=> $b } @_)[0];
}

look($_) for 0 .. $#names;
for (1 .. $rounds) {
	run($_) for 0 .. $#names;
}
printf "%-28s %7s %7s %7s %7s %7s %7s\n", '', 'wall s', 'CPU s', 'wall', 'CPU',
    'MiB', 'user s';
for my $i (0 .. $#names) {
	my @w = map { $wall[$i][$_] / $wall[0][$_] } 0 .. $rounds - 1;
	my @c = map { $cpu[$i][$_] / ($cpu[0][$_] || 0.01) } 0 .. $rounds - 1;
	printf "%-28s %7.2f %7.2f %6.2fx %6.2fx %7.0f %7.2f\n", $names[$i],
	    least(@{$wall[$i]}), least(@{$cpu[$i]}), median(@w), median(@c),
	    ($memory[$i] // 0) / 1024, least(@{$user[$i]});
}
