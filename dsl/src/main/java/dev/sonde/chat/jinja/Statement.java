package dev.sonde.chat.jinja;

/** Something that writes. */
@FunctionalInterface
interface Statement {
    void render(Scope scope, StringBuilder out);
}
