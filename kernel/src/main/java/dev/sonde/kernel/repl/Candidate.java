package dev.sonde.kernel.repl;

/**
 * One way to complete the code at the cursor.
 *
 * @param text what replaces the typed prefix
 * @param display what to show for it, such as {@code filter(predicate: …)}
 * @param kind such as {@code method}, {@code property}, {@code class}, {@code package}, {@code keyword}
 * @param type result type, or an empty string
 */
public record Candidate(String text, String display, String kind, String type) {}
