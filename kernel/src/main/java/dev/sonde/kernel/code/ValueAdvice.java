package dev.sonde.kernel.code;

import dev.sonde.kernel.docs.DocEntry;
import dev.sonde.kernel.docs.DocIndex;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the library wants where a value is missing or of a wrong type. */
final class ValueAdvice {

    private static final Pattern ASSIGNED = Pattern.compile("(\\w+)\\s*=\\s*$");
    private static final Pattern WHOLE = Pattern.compile("-?\\d+");

    private final DocIndex docs;

    ValueAdvice(DocIndex docs) {
        this.docs = docs;
    }

    /** How the function at an offset is called, of which an argument is missing. */
    Optional<String> missingValue(String code, int offset) {
        int end = offset;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        return docs.named(code.substring(offset, end)).stream()
                .filter(entry ->
                        entry.kind().equals("function") && entry.owner().isEmpty())
                .map(entry -> "It is written " + entry.signature().replaceFirst("^fun (?:\\w+\\.)?", "") + ".")
                .findFirst();
    }

    /** How a number is written that must not be whole, and what the property that is assigned takes. */
    Optional<String> wrongType(String expected, String code, int offset, CodeSpot spot) {
        String rest = code.substring(offset);
        Matcher whole = WHOLE.matcher(rest);
        Stream<String> number = Stream.of(expected)
                .filter(type -> type.equals("Double") && whole.lookingAt())
                .map(type -> "Write " + whole.group() + ".0.");
        Matcher assigned = ASSIGNED.matcher(code.substring(0, offset));
        Stream<String> property = Stream.of(assigned)
                .filter(Matcher::find)
                .flatMap(found -> Builders.around(spot, docs).stream()
                        .flatMap(builder -> docs.members(builder).stream())
                        .filter(entry -> entry.name().equals(found.group(1))))
                .limit(1)
                .flatMap(entry -> wanted(entry).stream());
        return Stream.concat(number, property).reduce((a, b) -> a + " " + b);
    }

    private Optional<String> wanted(DocEntry property) {
        List<String> values = docs.members(property.type()).stream()
                .filter(entry -> entry.kind().equals("constant") && entry.type().equals(entry.owner()))
                .map(DocEntry::signature)
                .toList();
        String unit = property.unit().isEmpty() ? "" : " in " + property.unit();
        String list = values.isEmpty() ? "" : ": " + String.join(", ", values);
        return unit.isEmpty() && list.isEmpty()
                ? Optional.empty() // the compiler has said as much
                : Optional.of(property.name() + " is a " + property.type() + unit + list + ".");
    }
}
