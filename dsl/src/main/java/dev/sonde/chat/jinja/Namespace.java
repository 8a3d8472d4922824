package dev.sonde.chat.jinja;

import java.util.HashMap;
import java.util.Map;

/** {@code namespace(...)}: variables that a loop's body can change for good. */
record Namespace(Map<String, Object> variables) {
    Namespace {
        variables = new HashMap<>(variables); // it is there to be changed
    }
}
