package dev.sonde.probe.clusterkl;

import dev.sonde.probe.Points;
import dev.sonde.probe.ProbeContext;
import dev.sonde.stop.StopPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.ml.clustering.Cluster;
import org.apache.commons.math3.ml.clustering.Clusterable;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.clustering.MultiKMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.clustering.evaluation.ClusterEvaluator;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.Well19937c;

/**
 * Which prompts are about the same.
 *
 * @param of the topic of each prompt, from 0
 * @param names one for each topic
 * @param embedder what told them apart, for people; empty where they were given
 * @param truncated how many prompts were longer than the embedder reads
 */
record Topics(int[] of, List<String> names, String embedder, int truncated) {

    private static final int TRIALS = 50;
    private static final int MOST_STEPS = 300;
    private static final EuclideanDistance EUCLIDEAN = new EuclideanDistance();

    private record Point(int prompt, double[] coordinates) implements Clusterable {
        @Override
        public double[] getPoint() {
            return coordinates;
        }
    }

    /**
     * What k-means makes small: the squared distances from the centres. The library's own choice between starts is the variance
     * of the distances, which says nothing of points on a sphere, all about as far from their centre.
     */
    private static final class Spread extends ClusterEvaluator<Point> {
        @Override
        public double score(List<? extends Cluster<Point>> clusters) {
            double sum = 0;
            for (Cluster<Point> cluster : clusters) {
                Clusterable centre = centroidOf(cluster);
                for (Point point : cluster.getPoints()) {
                    double distance = distance(point, centre);
                    sum += distance * distance;
                }
            }
            return sum;
        }
    }

    static Topics of(ClusterKlSpec spec, ProbeContext context) {
        return spec.topics().isEmpty() ? found(spec, context) : given(spec.topics());
    }

    private static Topics given(List<String> topics) {
        var names = topics.stream().distinct().toList();
        return new Topics(topics.stream().mapToInt(names::indexOf).toArray(), names, "", 0);
    }

    /** By k-means; the best of {@value #TRIALS} starts. Topics are numbered by their first prompt. */
    private static Topics found(ClusterKlSpec spec, ProbeContext context) {
        var points = Points.of(spec.prompts(), spec.embedding(), context);
        var all = new ArrayList<Point>();
        for (int i = 0; i < points.vectors().length; i++) {
            all.add(new Point(i, points.vectors()[i]));
        }
        var clusterer = new KMeansPlusPlusClusterer<Point>(
                spec.numClusters(),
                MOST_STEPS,
                Topics::distance,
                new Well19937c(context.seed("clusters")),
                KMeansPlusPlusClusterer.EmptyClusterStrategy.FARTHEST_POINT);
        var clusters = new MultiKMeansPlusPlusClusterer<>(clusterer, TRIALS, new Spread())
                .cluster(all).stream()
                        .map(cluster -> cluster.getPoints().stream()
                                .mapToInt(Point::prompt)
                                .sorted()
                                .toArray())
                        .filter(prompts -> prompts.length > 0)
                        .sorted(Comparator.comparingInt(prompts -> prompts[0]))
                        .toList();
        int[] of = new int[all.size()];
        var names = new ArrayList<String>();
        for (int topic = 0; topic < clusters.size(); topic++) {
            int number = topic;
            Arrays.stream(clusters.get(topic)).forEach(prompt -> of[prompt] = number);
            names.add("topic " + (topic + 1));
        }
        return new Topics(of, names, points.embedder(), points.truncated());
    }

    static double distance(double[] one, double[] other) {
        StopPoint.pass("during the search for topics");
        return EUCLIDEAN.compute(one, other);
    }

    int count() {
        return names.size();
    }

    /** The numbers of a topic's prompts. */
    int[] prompts(int topic) {
        return java.util.stream.IntStream.range(0, of.length)
                .filter(prompt -> of[prompt] == topic)
                .toArray();
    }
}
