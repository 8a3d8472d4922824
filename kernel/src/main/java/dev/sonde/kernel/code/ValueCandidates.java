package dev.sonde.kernel.code;

import dev.sonde.kernel.docs.DocEntry;
import dev.sonde.kernel.docs.DocIndex;
import dev.sonde.kernel.docs.DocParameter;
import dev.sonde.kernel.repl.Candidate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the library wants at a place where a value is due. */
final class ValueCandidates {

    private static final Pattern ASSIGNED = Pattern.compile("(\\w+)\\s*=\\s*$");

    private final DocIndex docs;

    ValueCandidates(DocIndex docs) {
        this.docs = docs;
    }

    /** Parameters by name, where an argument begins: those that the call does not have yet, in the order of declaration. */
    Stream<Candidate> parameters(String code, CodeSpot spot) {
        Optional<OpenCall> call = spot.arguments().filter(open -> code.substring(open.argumentStart(), spot.start())
                .isBlank());
        return call.stream()
                .flatMap(open -> docs.named(open.name()).stream()
                        .filter(entry -> entry.kind().equals("function"))
                        .filter(entry -> open.member() || entry.receiver().isEmpty() || isBuilder(entry.receiver()))
                        .flatMap(function -> Arguments.open(function, open, code).stream()))
                .map(parameter ->
                        new Candidate(parameter.name() + " = ", parameter.signature(), "param", parameter.type()));
    }

    private static boolean isBuilder(String type) {
        return type.endsWith("Builder");
    }

    /** The values of the enum that a property or an argument is given. */
    Stream<Candidate> values(String code, CodeSpot spot) {
        Matcher assigned = ASSIGNED.matcher(code.substring(0, spot.start()));
        if (!assigned.find()) {
            return Stream.of();
        }
        String name = assigned.group(1);
        Stream<String> types = spot.arguments().isPresent()
                ? docs.named(spot.arguments().get().name()).stream()
                        .flatMap(function ->
                                Arguments.of(function, spot.arguments().get()).stream())
                        .map(DocParameter::type)
                : Builders.around(spot, docs).stream()
                        .flatMap(builder ->
                                Stream.ofNullable(docs.membersByName(builder).get(name)))
                        .map(DocEntry::type);
        return types.flatMap(type -> docs.members(type).stream())
                .filter(entry -> entry.kind().equals("constant") && entry.type().equals(entry.owner()))
                .map(entry -> new Candidate(entry.signature(), entry.summary(), "instance", entry.type()));
    }
}
