package dev.sonde.probe.leakage;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Ways to spoil the wording of a prefix and keep its meaning; named as by the reference. */
public enum Perturbation {
    /** The second and the third character change places. */
    TYPO {
        @Override
        String of(String text) {
            return text.length() < 3 ? text : "" + text.charAt(0) + text.charAt(2) + text.charAt(1) + text.substring(3);
        }
    },
    /** The first letter in the other case. */
    CASE_FLIP {
        @Override
        String of(String text) {
            String first = text.substring(0, Math.min(1, text.length()));
            String upper = first.toUpperCase(Locale.ROOT);
            return (first.equals(upper) ? first.toLowerCase(Locale.ROOT) : upper) + text.substring(first.length());
        }
    },
    /** Without punctuation. */
    DROP_PUNCT {
        @Override
        String of(String text) {
            return text.replaceAll("[.,;:!?—-]", "");
        }
    },
    /** The last word that has a common synonym gets it. */
    SYNONYM_SWAP {
        @Override
        String of(String text) {
            var matcher = WORD.matcher(text);
            String swapped = text;
            while (matcher.find()) {
                String synonym = SYNONYMS.get(matcher.group());
                if (synonym != null) {
                    swapped = text.substring(0, matcher.start()) + synonym + text.substring(matcher.end());
                }
            }
            return swapped;
        }
    },
    /** The halves around the first comma, or around the first conjunction, change places. */
    CLAUSE_REVERSE {
        @Override
        String of(String text) {
            for (String separator : List.of(", ", " and ", " but ", " or ")) {
                int at = text.indexOf(separator);
                if (at > 0) {
                    return text.substring(at + separator.length()) + separator + text.substring(0, at);
                }
            }
            return text;
        }
    },
    /** Words in front. */
    PREFIX_INJECT {
        @Override
        String of(String text) {
            return "As they say, " + text;
        }
    },
    /** All in small letters. */
    REGISTER_SHIFT {
        @Override
        String of(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    };

    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("big", "large"),
            Map.entry("large", "big"),
            Map.entry("small", "little"),
            Map.entry("little", "small"),
            Map.entry("begin", "start"),
            Map.entry("start", "begin"),
            Map.entry("house", "home"),
            Map.entry("quick", "fast"),
            Map.entry("fast", "quick"),
            Map.entry("begins", "starts"),
            Map.entry("called", "named"),
            Map.entry("named", "called"),
            Map.entry("built", "made"),
            Map.entry("made", "built"),
            Map.entry("every", "each"),
            Map.entry("each", "every"),
            Map.entry("must", "should"),
            Map.entry("should", "must"),
            Map.entry("often", "frequently"),
            Map.entry("because", "since"),
            Map.entry("shows", "displays"),
            Map.entry("use", "employ"),
            Map.entry("uses", "employs"),
            Map.entry("important", "essential"),
            Map.entry("also", "too"),
            Map.entry("old", "ancient"),
            Map.entry("rock", "stone"),
            Map.entry("road", "street"),
            Map.entry("boat", "vessel"),
            Map.entry("cold", "chilly"));

    /** The perturbed text; the same text where there is nothing to change. */
    abstract String of(String text);
}
