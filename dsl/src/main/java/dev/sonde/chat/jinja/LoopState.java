package dev.sonde.chat.jinja;

import java.util.List;

/** The variable {@code loop} in one turn of a loop. */
record LoopState(List<?> items, int index) {

    Object get(String name) {
        int size = items.size();
        return switch (name) {
            case "index" -> index + 1L;
            case "index0" -> (long) index;
            case "revindex" -> (long) size - index;
            case "revindex0" -> size - index - 1L;
            case "first" -> index == 0;
            case "last" -> index == size - 1;
            case "length" -> (long) size;
            case "depth" -> 1L; // it counts recursive loops, which are not known here
            case "depth0" -> 0L;
            case "previtem" -> index == 0 ? new Undefined("'loop.previtem'") : items.get(index - 1);
            case "nextitem" -> index == size - 1 ? new Undefined("'loop.nextitem'") : items.get(index + 1);
            case "cycle" ->
                (Callable) arguments -> {
                    if (arguments.positional().isEmpty()) {
                        throw JinjaException.of("'loop.cycle' needs values");
                    }
                    return arguments
                            .positional()
                            .get(index % arguments.positional().size());
                };
            default -> throw JinjaException.of("'loop." + name + "' is not known");
        };
    }
}
