package dev.sonde.probe.style;

/** What both views wrote on from one prompt; long enough in both. */
record StylePair(String prompt, String base, String tuned) {}
