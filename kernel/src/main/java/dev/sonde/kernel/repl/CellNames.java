package dev.sonde.kernel.repl;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/** File and class names of cells: a stack trace names the run, and the run names the cell. */
public final class CellNames {

    /** The extension, after which a cell's class is named. */
    public static final String EXTENSION = "cell.kts";

    private static final Pattern FILE = Pattern.compile("Cell_(\\d+)\\.cell\\.kts");
    private static final Pattern CLASS = Pattern.compile("Cell_(\\d+)_cell(\\$.*)?");

    private CellNames() {}

    /** The file name of a cell, such as {@code Cell_7.cell.kts}. */
    public static String file(CellSource cell) {
        return "Cell_" + cell.run() + "." + EXTENSION;
    }

    /** The run that a file name belongs to; empty for other files. */
    public static OptionalInt runOfFile(String fileName) {
        return number(FILE, fileName);
    }

    /** The run that a class name belongs to; empty for other classes. */
    public static OptionalInt runOfClass(String className) {
        return number(CLASS, className);
    }

    /** Whether a class is a cell itself, and none that a cell declares. */
    public static boolean isCell(String className) {
        return !className.contains("$") && runOfClass(className).isPresent();
    }

    private static OptionalInt number(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}
