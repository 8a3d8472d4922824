package dev.sonde.kernel.docs;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One documented word of the library.
 *
 * @param name simple name
 * @param kind {@code function}, {@code property}, {@code class}, {@code record}, {@code enum}, {@code interface},
 *     {@code annotation}, {@code object}, {@code constant}, {@code component} or {@code method}
 * @param owner the type that it is a member of, such as {@code View.Partial}; empty at top level
 * @param receiver the type that it extends, such as {@code SuiteBuilder}; empty for all but extensions
 * @param type what it gives or holds; empty for types
 * @param signature as in the source, in one line
 * @param defaultValue of a property; empty when it has none
 * @param text the documentation in Markdown; may be empty
 * @param parameters in order; of a record: its components
 * @param result what is returned, in words; may be empty
 * @param failures each an exception and its condition
 * @param supertypes of a type: simple names
 */
public record DocEntry(
        String name,
        String kind,
        String owner,
        String receiver,
        String type,
        String signature,
        String defaultValue,
        String text,
        List<DocParameter> parameters,
        String result,
        List<String> failures,
        List<String> supertypes) {

    private static final Pattern UNIT = Pattern.compile(
            "\\bin (nats(?: (?:a|per) \\w+)?|per ?cent|seconds|milliseconds|bytes|MiB|GiB|tokens|standard deviations)\\b");

    /** Copies the lists. */
    public DocEntry {
        parameters = List.copyOf(parameters);
        failures = List.copyOf(failures);
        supertypes = List.copyOf(supertypes);
    }

    /** A word with the words of its comment. */
    static DocEntry of(String name, String kind, String owner, String type, String signature, DocComment comment) {
        return new DocEntry(
                name,
                kind,
                owner,
                "",
                type,
                signature,
                "",
                comment.text(),
                List.of(),
                comment.result(),
                comment.failures(),
                List.of());
    }

    /** A component of a record. */
    static DocEntry component(String owner, DocParameter component) {
        String signature = component.type() + " " + owner + "." + component.name() + "()";
        var comment = new DocComment(component.text(), Map.of(), "", List.of());
        return of(component.name(), "component", owner, component.type(), signature, comment);
    }

    DocEntry with(List<DocParameter> given, List<String> parents) {
        return new DocEntry(
                name, kind, owner, receiver, type, signature, defaultValue, text, given, result, failures, parents);
    }

    DocEntry withReceiver(String extended) {
        return new DocEntry(
                name,
                kind,
                owner,
                extended,
                type,
                signature,
                defaultValue,
                text,
                parameters,
                result,
                failures,
                supertypes);
    }

    DocEntry withDefault(String value) {
        return new DocEntry(
                name, kind, owner, receiver, type, signature, value, text, parameters, result, failures, supertypes);
    }

    /** The type whose words stand between the braces after a call, such as {@code DeltaKlBuilder}; empty for others. */
    public String builder() {
        if (parameters.isEmpty()) {
            return "";
        }
        String last = parameters.get(parameters.size() - 1).type();
        int receiver = last.indexOf(".(");
        return receiver < 0 ? "" : last.substring(0, receiver);
    }

    /** The unit that the documentation names, such as nats; empty when it names none. */
    public String unit() {
        var unit = UNIT.matcher(text);
        return unit.find() ? unit.group(1) : "";
    }

    /** Whether it holds the path of a file or a folder. */
    public boolean isPath() {
        return new DocParameter(name, type, defaultValue, text).isPath();
    }

    /** The type that it belongs to, as a member or as an extension; empty at top level. */
    public String home() {
        return receiver.isEmpty() ? owner : receiver;
    }

    /** The first sentence of the documentation. */
    public String summary() {
        int paragraph = text.indexOf("\n\n");
        String first = paragraph < 0 ? text : text.substring(0, paragraph);
        return first.replaceFirst("(?s)(?<=[.?!])\\s.*", "");
    }
}
