package dev.sonde.probe;

import dev.sonde.stop.StopPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The words of a text; punctuation and blanks are none. */
public final class Words {

    private static final String UNSPACED = "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}";
    private static final String LETTERS = "[\\p{L}\\p{M}\\p{N}&&[^" + UNSPACED + "]]+";
    private static final Pattern WORD = Pattern.compile("[" + UNSPACED + "]|" + LETTERS + "(?:['’-]" + LETTERS + ")*");

    private Words() {}

    /**
     * Runs of letters and digits in order, as they are written; a hyphen or an apostrophe inside belongs to its word. In
     * scripts that write no blanks between words (Han, kana, Thai) every letter is a word.
     */
    public static List<String> of(String text) {
        return found(text, MatchResult::group);
    }

    /**
     * Pieces of {@code size} words with all that is written between and behind them; what is left over at the end, being
     * shorter, is none of them.
     */
    public static List<String> windows(String text, int size) {
        List<Integer> starts = found(text, MatchResult::start);
        var windows = new ArrayList<String>();
        for (int from = 0; from + size <= starts.size(); from += size) {
            int end = from + size < starts.size() ? starts.get(from + size) : text.length();
            windows.add(text.substring(starts.get(from), end));
        }
        return windows;
    }

    private static <T> List<T> found(String text, Function<MatchResult, T> part) {
        var found = new ArrayList<T>();
        for (var word = WORD.matcher(text); word.find(); ) {
            StopPoint.pass("during the counting of words", found.size());
            found.add(part.apply(word));
        }
        return found;
    }
}
