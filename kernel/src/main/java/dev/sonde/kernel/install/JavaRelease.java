package dev.sonde.kernel.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What the file {@code release} of a Java says, without starting that Java. */
final class JavaRelease {

    // 1.8.0_402 of old, 25.0.3 of today
    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(?:1\\.)?([0-9]{1,4})\\b");

    private JavaRelease() {}

    /** The feature version of a Java home, such as 17; empty if its file is missing or says nothing. */
    static OptionalInt feature(Path javaHome) {
        try {
            String text = Files.readString(javaHome.resolve("release"), StandardCharsets.ISO_8859_1);
            var found = VERSION.matcher(text);
            return found.find() ? OptionalInt.of(Integer.parseInt(found.group(1))) : OptionalInt.empty();
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }
}
