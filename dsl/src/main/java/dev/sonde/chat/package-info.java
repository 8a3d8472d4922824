/** Chats as a model was trained to read them: messages, and the model's own template that makes one text of them. */
@NullMarked
package dev.sonde.chat;

import org.jspecify.annotations.NullMarked;
