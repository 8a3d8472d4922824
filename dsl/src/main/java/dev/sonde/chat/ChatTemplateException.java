package dev.sonde.chat;

/** A model's chat template cannot be read, or does not take these messages. */
public final class ChatTemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ChatTemplateException(String message, Throwable cause) {
        super(message, cause);
    }
}
