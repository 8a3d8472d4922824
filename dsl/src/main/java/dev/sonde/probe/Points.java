package dev.sonde.probe;

import dev.sonde.backend.Embedder;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.Embed;
import dev.sonde.backend.View;
import dev.sonde.score.Embedding;
import java.util.List;
import java.util.Optional;

/**
 * Texts as points on a sphere around their common mean: without that step all texts lie in one direction as a language
 * model sees them, and every cosine is near 1.
 *
 * <p>The embedder is the base model itself, or a sentence embedder in a folder ({@link EmbeddingModel}).
 *
 * @param vectors of length 1, or 0 for a text in the very middle
 * @param truncated how many texts were longer than the embedder reads
 * @param embedder what embedded, for people
 */
public record Points(double[][] vectors, int truncated, String embedder) {

    /** What has to be asked, in the order of {@code texts}. */
    public static List<Evaluation<Embedding>> questions(List<String> texts, EmbeddingModel model) {
        Optional<Embedder> embedder = model.embedder();
        return texts.stream()
                .map(text -> new Evaluation<Embedding>(View.BASE, new Embed(text, embedder)))
                .toList();
    }

    /** Embeds {@code texts}. */
    public static Points of(List<String> texts, EmbeddingModel model, ProbeContext context) {
        var embeddings = context.readAll(questions(texts, model));
        double[][] vectors = embeddings.stream().map(Points::doubles).toArray(double[][]::new);
        var mean = new double[vectors[0].length];
        for (double[] vector : vectors) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i] / vectors.length;
            }
        }
        for (double[] vector : vectors) {
            centre(vector, mean);
        }
        return new Points(
                vectors, (int) embeddings.stream().filter(Embedding::truncated).count(), model.label());
    }

    private static double[] doubles(Embedding embedding) {
        float[] vector = embedding.vector();
        var doubles = new double[vector.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = vector[i];
        }
        return doubles;
    }

    private static void centre(double[] vector, double[] mean) {
        double square = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] -= mean[i];
            square += vector[i] * vector[i];
        }
        double length = Math.sqrt(square);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = length < 1e-12 ? 0 : vector[i] / length;
        }
    }

    /** Cosine of two of the texts, from -1 to 1; 0 for a text in the very middle. */
    public double cosine(int one, int other) {
        double sum = 0;
        for (int i = 0; i < vectors[one].length; i++) {
            sum += vectors[one][i] * vectors[other][i];
        }
        return Math.max(-1, Math.min(1, sum));
    }
}
