package dev.sonde.kernel.magic;

import dev.sonde.kernel.session.CellOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Writes the text of a cell into a file. */
final class WriteFileMagic {

    static final Magic MAGIC = new Magic(
            "writefile",
            Magic.Form.CELL,
            "FILE",
            MagicTakes.FILES,
            "Writes the lines below it into a file instead of running them.",
            "Relative paths start from the notebook's folder, which must exist.",
            List.of(new MagicOption("-a", "Append to the file instead of replacing it.")),
            WriteFileMagic::run);

    private WriteFileMagic() {}

    private static CellOutcome run(MagicCall call) {
        String name = call.requiredWord();
        Path file = MagicFiles.of(name);
        String text = call.text().body().orElse("").stripTrailing() + "\n";
        boolean there = Files.exists(file);
        try {
            if (call.has("-a")) {
                Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } else {
                Files.writeString(file, text);
            }
        } catch (IOException e) {
            throw new MagicException(
                    "Cannot write '%s' (%s). Its folder must exist and be writable.".formatted(name, e), e);
        }
        String did = call.has("-a") && there ? "Appended to" : there ? "Replaced" : "Wrote";
        long lines = text.lines().count();
        System.out.printf("%s %s (%,d line%s)%n", did, name, lines, lines == 1 ? "" : "s");
        return call.done();
    }
}
