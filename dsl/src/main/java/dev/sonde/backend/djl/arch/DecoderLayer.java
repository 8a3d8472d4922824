package dev.sonde.backend.djl.arch;

/**
 * One layer of a decoder.
 *
 * @param attention how it attends
 * @param body all that it does
 */
record DecoderLayer(AttentionSpec attention, Sublayer body) {}
