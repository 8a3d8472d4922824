package dev.sonde.kernel;

import dev.sonde.kernel.code.MagicWord;
import dev.sonde.kernel.magic.Magic;
import dev.sonde.kernel.magic.MagicOption;
import dev.sonde.kernel.magic.MagicRegistry;
import java.util.List;
import java.util.stream.Stream;

/** The kernel's magics as completion and inspection know them. */
final class KnownMagics {

    private KnownMagics() {}

    /** A word for each way to write each of them, in the order of the help. */
    static List<MagicWord> words() {
        return MagicRegistry.standard().all().stream()
                .flatMap(KnownMagics::words)
                .toList();
    }

    private static Stream<MagicWord> words(Magic magic) {
        var takes =
                switch (magic.takes()) {
                    case KOTLIN -> MagicWord.Takes.CODE;
                    case WORDS_ABOVE_KOTLIN -> MagicWord.Takes.CODE_BELOW;
                    case FILES -> MagicWord.Takes.FILES;
                    default -> MagicWord.Takes.OTHER;
                };
        List<String> options = magic.options().stream().map(MagicOption::name).toList();
        return magic.shownNames().stream().map(name -> new MagicWord(name, magic.summary(), takes, options));
    }
}
