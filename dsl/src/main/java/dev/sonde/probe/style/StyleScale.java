package dev.sonde.probe.style;

import dev.sonde.probe.Words;
import dev.sonde.stats.Summary;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where a text is, seen from a reference, in standard deviations of a feature from one piece of text to the next: frequent
 * words as in Burrows' Delta (Burrows 2002, doi:10.1093/llc/17.3.267), and rates, each half of it.
 *
 * @param features what is measured
 * @param words how many words of each text are looked at
 * @param centre the mean fingerprint of the reference's pieces
 * @param spread of each feature within the reference's pieces and within base's texts, at least one event a piece
 * @param pieces their fingerprints
 */
record StyleScale(StyleFeatures features, int words, double[] centre, double[] spread, List<double[]> pieces) {

    /** Fewest words of a piece. */
    static final int FEWEST_WORDS = 20;

    /** Fewest pieces of the reference. */
    static final int FEWEST_PIECES = 4;

    private static final int COMMON_WORDS = 20;

    /**
     * Built from the reference and from what base writes, which every adapter is measured on.
     *
     * @param reference of at least {@link #FEWEST_WORDS} times {@link #FEWEST_PIECES} words
     * @param base texts with words, at least one
     */
    static StyleScale of(String reference, List<String> base) {
        var features = StyleFeatures.common(reference, String.join("\n", base), COMMON_WORDS);
        double typical = Summary.of(
                        base.stream().mapToDouble(text -> Words.of(text).size()).toArray())
                .median();
        int most = Words.of(reference).size() / FEWEST_PIECES;
        int words = (int) Math.max(FEWEST_WORDS, Math.min(typical, most));
        var pieces = Words.windows(reference, words).stream().map(features::of).toList();
        var unfitted = new StyleScale(features, words, mean(pieces), new double[0], pieces);
        return unfitted.fittedTo(base.stream().map(unfitted::fingerprint).toList());
    }

    /** The same features with the spread within other texts of base's, which may be some of them. */
    StyleScale fittedTo(List<double[]> base) {
        return new StyleScale(features, words, centre, spread(pieces, base, words), pieces);
    }

    /** The square of what {@link #centre} is off by, as the mean of so many pieces, in offsets. */
    double chance() {
        double squares = columns(pieces.stream().map(this::offset).toList())
                .mapToDouble(StyleScale::squares)
                .sum();
        return squares / (pieces.size() * (pieces.size() - 1.0));
    }

    /** The fingerprint of the first {@link #words} words of a text that has words. */
    double[] fingerprint(String text) {
        return features.of(cut(text, words));
    }

    /** From the reference to a fingerprint; its squares sum up to the mean of both halves' squared deviations. */
    double[] offset(double[] fingerprint) {
        int rates = StyleFeatures.RATES.size();
        int common = fingerprint.length - rates;
        var offset = new double[fingerprint.length];
        for (int i = 0; i < offset.length; i++) {
            int share = common == 0 ? rates : 2 * (i < rates ? rates : common);
            offset[i] = (fingerprint[i] - centre[i]) / (spread[i] * Math.sqrt(share));
        }
        return offset;
    }

    private static String cut(String text, int words) {
        return Stream.concat(Words.windows(text, words).stream(), Stream.of(text))
                .findFirst()
                .orElseThrow();
    }

    static double[] mean(List<double[]> fingerprints) {
        return columns(fingerprints)
                .mapToDouble(column -> Summary.of(column).mean())
                .toArray();
    }

    private static double[] spread(List<double[]> pieces, List<double[]> texts, int words) {
        var ofPieces = columns(pieces).map(StyleScale::squares).toList();
        var ofTexts = columns(texts).map(StyleScale::squares).toList();
        int freedom = pieces.size() + texts.size() - 2;
        return IntStream.range(0, ofPieces.size())
                .mapToDouble(i -> Math.max(1.0 / words, Math.sqrt((ofPieces.get(i) + ofTexts.get(i)) / freedom)))
                .toArray();
    }

    private static double squares(double[] column) {
        double sd = Summary.of(column).sd();
        return sd * sd * (column.length - 1);
    }

    private static Stream<double[]> columns(List<double[]> rows) {
        return IntStream.range(0, rows.get(0).length)
                .mapToObj(i -> rows.stream().mapToDouble(row -> row[i]).toArray());
    }

    /** Never compared; arrays make records unequal to their copies. */
    @Override
    public String toString() {
        return "%d words, %d features, %d pieces, centre %s"
                .formatted(words, centre.length, pieces.size(), Arrays.toString(centre));
    }
}
