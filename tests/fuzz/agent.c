/* SPDX-License-Identifier: MIT */
/* User agents: an answer for any bytes, the same from memory as at first. */
#include "fuzz/fuzz.h"
#include "log/agent.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct agents *agents;
	if (!agents)
		agents = agents_new();
	struct slice ua = {(const char *)data, size};
	uint64_t asked = agents_ask(agents, ua);
	struct agent first = agents_judge(agents, ua, asked);
	struct agent again = agents_judge(agents, ua, asked);
	must(first.bot == again.bot);
	must(first.bot == (agents_reason(agents, ua) != NULL));
	must(first.device == again.device && first.id == again.id);
	must(device_name(first.device).n > 0);
	return 0;
}
