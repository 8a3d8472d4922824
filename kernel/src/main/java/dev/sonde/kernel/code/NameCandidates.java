package dev.sonde.kernel.code;

import dev.sonde.kernel.docs.DocEntry;
import dev.sonde.kernel.docs.DocIndex;
import dev.sonde.kernel.repl.Candidate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Puts what the library knows of a place beside what the compiler knows of it: what fits comes first. */
final class NameCandidates {

    private static final Pattern TYPE_PLACE = Pattern.compile("[:<]\\s*$|\\b(?:is|as\\??|import)\\s+$");
    private static final Pattern VALUE_PLACE = Pattern.compile("[=(,]\\s*$");
    private static final Set<String> NOISE = Set.of("class", "keyword"); // where nothing is typed yet
    // they fit everywhere and are rarely what is looked for
    private static final Set<String> ANYWHERE = Set.of(
            "also",
            "apply",
            "let",
            "run",
            "runCatching",
            "takeIf",
            "takeUnless",
            "to",
            "with",
            "use",
            "equals",
            "hashCode",
            "toString",
            "javaClass",
            "DEFAULT_BUFFER_SIZE");

    private static final String OUR_WORDS = "dev.sonde.dsl";

    private final DocIndex docs;
    private final ValueCandidates values;

    NameCandidates(DocIndex docs) {
        this.docs = docs;
        this.values = new ValueCandidates(docs);
    }

    /**
     * Candidates for a name, best first, each text once.
     *
     * @param code Kotlin
     * @param engine what the compiler offers; may be empty
     */
    List<Candidate> names(String code, CodeSpot spot, List<Candidate> engine) {
        Optional<String> builder = Builders.around(spot, docs);
        Map<String, DocEntry> fitting =
                builder.map(docs::membersByName).orElseGet(() -> isComplete(engine) ? Map.of() : topLevel());
        String before = code.substring(0, spot.start());
        int fit =
                VALUE_PLACE.matcher(before).find() ? 4 : 1; // behind an = the words of the braces are not what is meant
        var ranked = new RankedCandidates(spot.prefix());
        values.parameters(code, spot).forEach(parameter -> ranked.add(0, parameter));
        values.values(code, spot).forEach(value -> ranked.add(0, value));
        fitting.values().forEach(entry -> ranked.add(fit, candidate(entry)));
        boolean type = TYPE_PLACE.matcher(before).find();
        boolean known =
                spot.arguments().isPresent() && isDocumented(spot.arguments().get());
        engine.stream()
                .filter(each -> type || !spot.prefix().isEmpty() || !NOISE.contains(each.kind()))
                .filter(each -> type || !isBuilder(each))
                .filter(each -> builder.isEmpty() || fitting.containsKey(each.text()) || !takesBuilder(each))
                .filter(each -> !known || !each.kind().equals("param")) // ours leave out those that are given
                .forEach(each -> ranked.add(fitting.containsKey(each.text()) ? fit : rank(each), documented(each)));
        return ranked.best();
    }

    // its functions do the building: nobody makes one
    private static boolean isBuilder(Candidate candidate) {
        return candidate.kind().equals("class")
                && candidate.text().endsWith("Builder")
                && candidate.type().startsWith(OUR_WORDS);
    }

    // in the braces of one builder those that have no place there, such as a probe in the braces of a probe
    private boolean takesBuilder(Candidate candidate) {
        return candidate.kind().equals("function")
                && docs.builderOf(candidate.text()).isPresent();
    }

    // without functions it is not the compiler's word
    private static boolean isComplete(List<Candidate> engine) {
        return engine.stream().anyMatch(candidate -> !candidate.kind().equals("property"));
    }

    private boolean isDocumented(OpenCall call) {
        return docs.named(call.name()).stream().anyMatch(entry -> entry.kind().equals("function"));
    }

    /**
     * Candidates for a member, best first, each text once.
     *
     * @param receiver the type of what stands before the dot; empty when it is not known
     */
    List<Candidate> members(CodeSpot spot, Optional<String> receiver, List<Candidate> engine) {
        Map<String, DocEntry> own = receiver.map(docs::membersByName).orElse(Map.of());
        var ranked = new RankedCandidates(spot.prefix());
        for (Candidate each : engine) {
            boolean anywhere = ANYWHERE.contains(each.text());
            DocEntry entry = own.get(each.text());
            if (entry != null) {
                ranked.add(1, new Candidate(each.text(), entry.signature(), each.kind(), each.type()));
            } else if (!each.kind().equals("keyword")) {
                ranked.add(anywhere ? 6 : each.kind().equals("property") ? 2 : 3, each);
            }
        }
        if (engine.isEmpty()) {
            own.values().forEach(entry -> ranked.add(1, candidate(entry)));
        }
        return ranked.best();
    }

    private Map<String, DocEntry> topLevel() {
        var found = new LinkedHashMap<String, DocEntry>();
        docs.topLevel().stream()
                .filter(entry -> entry.kind().equals("function"))
                .forEach(entry -> found.putIfAbsent(entry.name(), entry));
        return found;
    }

    private static int rank(Candidate candidate) {
        if (ANYWHERE.contains(candidate.text())) {
            return 6;
        }
        return switch (candidate.kind()) {
            case "param" -> 0;
            case "property" -> 2;
            case "function" -> 3;
            case "keyword" -> 5;
            default -> 4;
        };
    }

    private Candidate documented(Candidate candidate) {
        return docs.named(candidate.text()).stream()
                .filter(entry -> entry.home().isEmpty() && entry.kind().equals(candidate.kind()))
                .findFirst()
                .map(entry -> new Candidate(candidate.text(), entry.signature(), candidate.kind(), candidate.type()))
                .orElse(candidate);
    }

    private static Candidate candidate(DocEntry entry) {
        String kind = entry.kind().equals("property") ? "property" : "function";
        return new Candidate(entry.name(), entry.signature(), kind, entry.type());
    }
}
