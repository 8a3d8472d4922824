package dev.sonde.suite.mine;

import java.util.Optional;

/**
 * A rewording of a prompt, scored.
 *
 * @param text the whole prompt
 * @param rule how it was made
 * @param baseNats base's log-probability of the answer after it, in nats a token
 * @param lift what the adapter adds to that
 * @param gap how much less that is than after the prompt itself; large where the wording was learned
 * @param refused why it is not used; empty for one that may be
 */
public record MinedParaphrase(
        String text, String rule, double baseNats, double lift, double gap, Optional<String> refused) {}
