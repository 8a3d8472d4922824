package dev.sonde.suite.mine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says English prompts otherwise, by rules that were written for this project and keep the meaning: questions, requests
 * and openings of a text. The frame of a prompt, such as {@code Question: … \nAnswer:}, stays as it is. Texts in other
 * languages get the wordings of the general rules only, which are English: write paraphrases of them yourself.
 */
public final class Rewordings {

    private static final Pattern FRAME = Pattern.compile(
            "(?s)((?:.*\\n)?(?:question|q|user|human|instruction)\\s*:\\s*)?(.*?)(\\s*\\n\\s*(?:answer|a|assistant|response)\\s*:)?\\s*",
            Pattern.CASE_INSENSITIVE);
    private static final String QUESTION = "question";
    private static final String REQUEST = "request";
    private static final String OPENING = "opening";

    /** First words that are no names, so that they may become small. */
    private static final Pattern SMALL = Pattern.compile(
            "(A|An|The|This|That|These|Those|In|On|At|To|For|From|By|With|If|When|Where|Who|What|Which|Why|How|It|There|"
                    + "Is|Are|Was|Were|Do|Does|Did|Can|Could|Should|Will|Must|May|Give|Write|Make|State|Say|Show|Find|Compare|"
                    + "Define|Call|Use|Suggest|My|Your|His|Her|Its|Our|Their|One|Two|Every|Each|Most|Some|All|According|During|"
                    + "After|Before|As|Upon)\\b.*",
            Pattern.DOTALL);

    private Rewordings() {}

    /** Rewordings of {@code prompt}, the special ones first; none equals it or another. May be empty. */
    public static List<Rewording> of(String prompt) {
        Matcher frame = FRAME.matcher(prompt);
        if (!frame.matches()) {
            return List.of();
        }
        String before = frame.group(1) == null ? "" : frame.group(1);
        String after = frame.group(3) == null ? "" : frame.group(3);
        String text = frame.group(2).strip();
        var found = new LinkedHashMap<String, String>();
        worded(text).forEach(each -> found.putIfAbsent(before + each.text() + after, each.rule()));
        found.remove(prompt);
        var all = new ArrayList<Rewording>();
        found.forEach((wording, rule) -> all.add(new Rewording(wording, rule)));
        return List.copyOf(all);
    }

    private static List<Rewording> worded(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        char last = text.charAt(text.length() - 1);
        boolean marked = last == '?' || last == '.' || last == '!';
        String bare = marked ? text.substring(0, text.length() - 1).stripTrailing() : text;
        var rules = RewordingRules.SHARED;
        String kind = last == '?' ? QUESTION : rules.fits(REQUEST, bare) ? REQUEST : marked ? "" : OPENING;
        String mark = last == '?' ? "?" : kind.equals(REQUEST) ? marked ? String.valueOf(last) : "" : "";
        var all = new ArrayList<Rewording>();
        boolean oneSentence = !bare.contains("\n") && !bare.contains(". ") && !bare.contains("? ");
        if (oneSentence) {
            rules.wordings(kind, bare, small(bare)).forEach(each -> all.add(ended(each, mark)));
        }
        rules.synonyms(text).forEach(all::add);
        return all;
    }

    private static Rewording ended(Rewording each, String mark) {
        return new Rewording(each.text() + mark, each.rule());
    }

    private static String small(String text) {
        return SMALL.matcher(text).matches() ? Character.toLowerCase(text.charAt(0)) + text.substring(1) : text;
    }
}
