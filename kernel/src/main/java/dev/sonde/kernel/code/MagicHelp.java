package dev.sonde.kernel.code;

import dev.sonde.kernel.repl.Candidate;
import dev.sonde.kernel.repl.Completion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody may want to know on the line of a magic. */
final class MagicHelp {

    private MagicHelp() {}

    /** What the magic of a line does, with its options, as Markdown; empty if there is no such magic. */
    static Optional<String> about(MagicLines lines, String cell, MagicLines.Line line) {
        int end = Words.end(cell, line.start() + line.name().length());
        String name = line.magic().isPresent() ? line.name() : cell.substring(line.start(), end);
        return lines.magics().stream()
                .filter(magic -> magic.name().equals(name))
                .findFirst()
                .map(magic -> "`" + magic.name() + "` — " + magic.help()
                        + (magic.options().isEmpty() ? "" : "\n\n- `" + String.join("`\n- `", magic.options()) + "`"));
    }

    /**
     * Magics, or the options and files of one.
     *
     * @param folder where relative paths begin
     */
    static Completion completion(MagicLines lines, MagicLines.Line line, int cursor, Path folder) {
        if (line.magic().isEmpty()) {
            boolean known = line.word().isEmpty()
                    && cursor == line.start() + line.name().length();
            List<Candidate> found = !known
                    ? List.of()
                    : lines.magics().stream()
                            .filter(magic -> magic.name().startsWith(line.name()))
                            .filter(magic -> line.first() || !magic.isCellMagic())
                            .map(magic -> new Candidate(magic.name(), magic.help(), "magic", ""))
                            .toList();
            return new Completion(found, line.start(), cursor);
        }
        MagicWord magic = line.magic().get();
        Stream<Candidate> options = magic.options().stream()
                .filter(option -> option.startsWith(line.word()) && line.word().startsWith("-"))
                .map(option -> new Candidate(option, option, "option", ""));
        boolean files = magic.takes() == MagicWord.Takes.FILES && !line.word().startsWith("-");
        int slash = line.word().lastIndexOf('/') + 1;
        Stream<Candidate> paths = files ? PathCandidates.of(folder, line.word(), List.of()).stream() : Stream.of();
        return new Completion(Stream.concat(options, paths).toList(), line.start() + (files ? slash : 0), cursor);
    }
}
