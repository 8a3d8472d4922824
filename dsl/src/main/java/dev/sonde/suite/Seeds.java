package dev.sonde.suite;

import dev.sonde.backend.ContentHash;
import java.util.Map;

/** Seeds of random draws, each from the suite's seed, the probe's name and the purpose, and from nothing else. */
final class Seeds {
    private static final int LONG_HEX_DIGITS = 16;

    private Seeds() {}

    static long seed(long suiteSeed, String probe, String purpose) {
        String hash = ContentHash.of(Map.of("suite", Long.toString(suiteSeed), "probe", probe, "purpose", purpose));
        return Long.parseUnsignedLong(hash.substring(0, LONG_HEX_DIGITS), 16);
    }
}
