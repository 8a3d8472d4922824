package dev.sonde.probe;

import java.util.List;

/** The numbers behind a result: a record, serialised by Jackson. */
public interface Evidence {

    /** The value of each prompt, in the order of the spec; empty where the probe has no such thing. */
    default List<PromptValue> perPrompt() {
        return List.of();
    }
}
