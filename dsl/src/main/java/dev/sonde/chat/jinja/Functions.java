package dev.sonde.chat.jinja;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/** The functions that every chat template can call. */
final class Functions {
    private static final int LARGEST_RANGE = 100_000;

    private Functions() {}

    /** By name; {@code now} is what {@code strftime_now} writes. */
    static Map<String, Object> all(LocalDateTime now) {
        return Map.of(
                "namespace", (Callable) arguments -> new Namespace(entries(arguments)),
                "dict", (Callable) Functions::entries,
                "range", (Callable) Functions::range,
                "raise_exception",
                        (Callable) arguments -> {
                            throw JinjaException.raised(Values.text(arguments.one("message")));
                        },
                "strftime_now", (Callable) arguments -> date(now, TextMethods.text(arguments.one("format"))));
    }

    private static Map<String, Object> entries(Arguments arguments) {
        var entries = new LinkedHashMap<String, Object>();
        for (Object given : arguments.positional()) {
            if (!(given instanceof Map<?, ?> map)) {
                throw JinjaException.of("'" + arguments.function() + "' takes a mapping or named values");
            }
            map.forEach((name, value) -> entries.put(Values.text(name), value));
        }
        entries.putAll(arguments.named());
        return entries;
    }

    private static Object range(Arguments arguments) {
        List<Object> bound = arguments.bind("start", "stop", "step");
        boolean alone = bound.get(1) instanceof Undefined;
        int from = alone ? 0 : Values.index(bound.get(0));
        int to = Values.index(alone ? bound.get(0) : bound.get(1));
        int step = Values.index(Arguments.or(bound.get(2), 1L));
        if (step == 0) {
            throw JinjaException.of("'range' cannot have step 0");
        }
        long size = Math.max(0, ((long) to - from + step - Integer.signum(step)) / step);
        if (size > LARGEST_RANGE) {
            throw JinjaException.of("'range' of " + size + " numbers is too large");
        }
        return LongStream.range(0, size).mapToObj(i -> from + i * step).toList();
    }

    private static String date(LocalDateTime now, String format) {
        var out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '%' && i + 1 < format.length()) {
                boolean bare = format.charAt(i + 1) == '-' && i + 2 < format.length();
                i += bare ? 2 : 1;
                String part = part(now, format.charAt(i));
                out.append(bare ? part.replaceFirst("^0(?=\\d)", "") : part);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String part(LocalDateTime now, char directive) {
        String pattern =
                switch (directive) {
                    case 'd' -> "dd";
                    case 'm' -> "MM";
                    case 'Y' -> "yyyy";
                    case 'y' -> "yy";
                    case 'b', 'h' -> "MMM";
                    case 'B' -> "MMMM";
                    case 'a' -> "EEE";
                    case 'A' -> "EEEE";
                    case 'H' -> "HH";
                    case 'I' -> "hh";
                    case 'p' -> "a";
                    case 'M' -> "mm";
                    case 'S' -> "ss";
                    case 'j' -> "DDD";
                    case 'F' -> "yyyy-MM-dd";
                    case 'T' -> "HH:mm:ss";
                    case '%' -> "'%'";
                    default -> throw JinjaException.of("'strftime_now' does not know '%" + directive + "'");
                };
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(now);
    }
}
