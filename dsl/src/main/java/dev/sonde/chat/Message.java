package dev.sonde.chat;

/**
 * One turn of a chat.
 *
 * @param role {@code system}, {@code user}, {@code assistant}, or another that the model's template knows
 * @param content as it is; may be empty
 */
public record Message(String role, String content) {

    /** What the model is told before the first turn; not every template takes it. */
    public static Message system(String content) {
        return new Message("system", content);
    }

    /** What a person says. */
    public static Message user(String content) {
        return new Message("user", content);
    }

    /** What the model said. */
    public static Message assistant(String content) {
        return new Message("assistant", content);
    }
}
