package dev.sonde.probe;

import dev.sonde.backend.Embedder;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.Embed;
import dev.sonde.backend.View;
import dev.sonde.score.Embedding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Texts as points on a sphere around their common mean: without that step all texts lie in one direction as a language
 * model sees them, and every cosine is near 1.
 *
 * <p>The embedder is the base model itself, or a sentence embedder in a folder. A name that is no folder here, such as the
 * reference's default on a model hub, stands for the base model, and {@link #note} says so.
 *
 * @param vectors of length 1, or 0 for a text in the very middle
 * @param truncated how many texts were longer than the embedder reads
 * @param embedder what embedded, for people
 */
public record Points(double[][] vectors, int truncated, String embedder) {

    /** What is used without a folder. */
    public static final String BASE_MODEL = "base model, mean of the last hidden states";

    /** What has to be asked, in the order of {@code texts}. */
    public static List<Evaluation<Embedding>> questions(List<String> texts, Optional<String> embeddingModel) {
        Optional<Embedder> embedder = embeddingModel.filter(Points::isFolder).map(name -> Embedder.in(Path.of(name)));
        return texts.stream()
                .map(text -> new Evaluation<Embedding>(View.BASE, new Embed(text, embedder)))
                .toList();
    }

    /** Embeds {@code texts}. */
    public static Points of(List<String> texts, Optional<String> embeddingModel, ProbeContext context) {
        var embeddings = context.readAll(questions(texts, embeddingModel));
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
                vectors,
                (int) embeddings.stream().filter(Embedding::truncated).count(),
                embeddingModel.filter(Points::isFolder).orElse(BASE_MODEL));
    }

    /** A path that is meant as one: missing folders are refused, names of a hub are not. */
    private static boolean isFolder(String name) {
        return Files.isDirectory(Path.of(name)) || name.startsWith("/") || name.startsWith(".");
    }

    /** Something that has to be said about the embedder; empty without. */
    public static String note(Optional<String> embeddingModel) {
        return embeddingModel
                .filter(name -> !isFolder(name))
                .map(name -> " '%s' is no folder here: the base model itself embeds.".formatted(name))
                .orElse("");
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
