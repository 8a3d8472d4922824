package dev.sonde.kernel.repl;

/**
 * A position in a cell.
 *
 * @param line counted from 1
 * @param column counted from 1, in UTF-16 units
 */
public record Place(int line, int column) {}
