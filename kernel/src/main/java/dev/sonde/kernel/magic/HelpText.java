package dev.sonde.kernel.magic;

import java.util.List;

/** The documentation of magics as text. */
public final class HelpText {

    private static final String GAP = "  ";

    private HelpText() {}

    /** All magics, one line each. */
    static String of(MagicRegistry registry) {
        List<Magic> all = List.copyOf(registry.all());
        int width = all.stream().mapToInt(magic -> names(magic).length()).max().orElse(0);
        var text = new StringBuilder("Magics: lines of a cell that are no Kotlin\n\n");
        all.forEach(magic -> text.append(GAP)
                .append(padded(names(magic), width))
                .append(GAP)
                .append(magic.summary())
                .append('\n'));
        return text.append("\nMore about one: %help time").toString();
    }

    /** Everything about one magic. */
    public static String of(Magic magic) {
        var text = new StringBuilder();
        magic.shownNames().forEach(name -> text.append(usage(magic, name)).append('\n'));
        text.append('\n').append(GAP).append(magic.summary()).append('\n');
        magic.details().lines().forEach(line -> text.append(GAP).append(line).append('\n'));
        int width = magic.options().stream()
                .mapToInt(option -> option.name().length())
                .max()
                .orElse(0);
        if (width > 0) {
            text.append('\n');
        }
        magic.options().forEach(option -> text.append(GAP)
                .append(padded(option.name(), width))
                .append(GAP)
                .append(option.summary())
                .append('\n'));
        return text.toString().stripTrailing();
    }

    private static String usage(Magic magic, String name) {
        boolean body = name.startsWith("%%");
        var usage = new StringBuilder(name);
        magic.options()
                .forEach(option -> usage.append(" [").append(option.name()).append(']'));
        if (!(body && magic.takes() == MagicTakes.KOTLIN) && !magic.usage().isEmpty()) {
            usage.append(' ').append(magic.usage());
        }
        return usage + (body ? "\n…the lines below it" : "");
    }

    private static String names(Magic magic) {
        return String.join(", ", magic.shownNames());
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
