package dev.sonde.kernel.code;

import dev.sonde.kernel.docs.DocEntry;
import dev.sonde.kernel.docs.DocIndex;
import dev.sonde.kernel.docs.DocParameter;
import dev.sonde.kernel.repl.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Puts what the library knows of a place beside what the compiler knows of it: what fits comes first. */
final class NameCandidates {

    private static final Pattern ASSIGNED = Pattern.compile("(\\w+)\\s*=\\s*$");
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

    private final DocIndex docs;

    NameCandidates(DocIndex docs) {
        this.docs = docs;
    }

    /**
     * Candidates for a name, best first, each text once.
     *
     * @param code Kotlin
     * @param engine what the compiler offers; may be empty
     */
    List<Candidate> names(String code, CodeSpot spot, List<Candidate> engine) {
        Map<String, DocEntry> fitting = Builders.around(spot, docs)
                .map(docs::membersByName)
                .orElseGet(() -> isComplete(engine) ? Map.of() : topLevel());
        String before = code.substring(0, spot.start());
        int fit =
                VALUE_PLACE.matcher(before).find() ? 4 : 1; // behind an = the words of the braces are not what is meant
        var ranked = new Ranked(spot.prefix());
        parameters(code, spot).forEach(parameter -> ranked.add(0, parameter));
        values(code, spot).forEach(value -> ranked.add(0, value));
        fitting.values().forEach(entry -> ranked.add(fit, candidate(entry)));
        boolean all = !spot.prefix().isEmpty() || TYPE_PLACE.matcher(before).find();
        boolean known =
                spot.arguments().isPresent() && isDocumented(spot.arguments().get());
        engine.stream()
                .filter(each -> all || !NOISE.contains(each.kind()))
                .filter(each -> !known || !each.kind().equals("param")) // ours leave out those that are given
                .forEach(each -> ranked.add(fitting.containsKey(each.text()) ? fit : rank(each), documented(each)));
        return ranked.best();
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
        var ranked = new Ranked(spot.prefix());
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

    private Stream<Candidate> parameters(String code, CodeSpot spot) {
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

    // the values of an enum that a property or an argument is given
    private Stream<Candidate> values(String code, CodeSpot spot) {
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

    /** Collects candidates; the first of a text stays. */
    private static final class Ranked {
        private record Place(Candidate candidate, int rank) {}

        private final String prefix;
        private final Map<String, Place> places = new LinkedHashMap<>();

        Ranked(String prefix) {
            this.prefix = prefix;
        }

        void add(int rank, Candidate candidate) {
            String text = candidate.text();
            int member = rank == 0 ? text.lastIndexOf('.') + 1 : 0; // Je finds Divergence.JENSEN_SHANNON
            boolean fits = text.regionMatches(true, 0, prefix, 0, prefix.length());
            if (fits || text.regionMatches(true, member, prefix, 0, prefix.length())) {
                places.putIfAbsent(text.strip(), new Place(candidate, rank));
            }
        }

        // parameters and values stay as they are declared
        private static String order(Place place) {
            return place.rank() == 0 ? "" : place.candidate().text().toLowerCase(Locale.ROOT);
        }

        List<Candidate> best() {
            var all = new ArrayList<>(places.values());
            all.sort(Comparator.comparing(
                            (Place place) -> !place.candidate().text().startsWith(prefix))
                    .thenComparing(Place::rank)
                    .thenComparing(Ranked::order));
            return all.stream().map(Place::candidate).toList();
        }
    }
}
