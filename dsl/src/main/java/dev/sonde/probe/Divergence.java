package dev.sonde.probe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.sonde.score.TokenDistribution;
import dev.sonde.stats.Divergences;
import dev.sonde.stop.StopPoint;
import java.util.OptionalDouble;

/** How the next-token distributions of two views are compared, in nats. */
public enum Divergence {
    /** Jensen-Shannon: symmetric, from 0 to ln 2. */
    JENSEN_SHANNON("js") {
        @Override
        double between(Alignment aligned) {
            return Divergences.jensenShannon(aligned.size(), aligned.base(), aligned.tuned());
        }

        @Override
        public double floorOf(NoiseFloor floor) {
            return floor.js();
        }
    },

    /** KL(fine-tuned ‖ base): how surprising the tuned view's tokens are to base. The {@code kl} of suite files. */
    KL_FINE_TUNED_BASE("kl") {
        @Override
        double between(Alignment aligned) {
            return Divergences.kullbackLeibler(aligned.size(), aligned.tuned(), aligned.base());
        }
    },

    /** KL(base ‖ fine-tuned): how surprising base's tokens are to the tuned view. */
    KL_BASE_FINE_TUNED("kl_base_ft") {
        @Override
        double between(Alignment aligned) {
            return Divergences.kullbackLeibler(aligned.size(), aligned.base(), aligned.tuned());
        }
    };

    private final String id;

    Divergence(String id) {
        this.id = id;
    }

    /** Stable name, as it stands in files. */
    @JsonValue
    public String id() {
        return id;
    }

    /**
     * The divergence with this name: {@code js}, {@code kl} (also {@code kl_ft_base}) or {@code kl_base_ft}.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator
    public static Divergence named(String id) {
        return switch (id) {
            case "js" -> JENSEN_SHANNON;
            case "kl", "kl_ft_base" -> KL_FINE_TUNED_BASE;
            case "kl_base_ft" -> KL_BASE_FINE_TUNED;
            default ->
                throw new IllegalArgumentException("Unknown divergence '" + id
                        + "'. Choose js, kl (of fine-tuned from base) or kl_base_ft (of base from fine-tuned).");
        };
    }

    /**
     * How far the tuned view's answer is from base's, in nats; a lower bound where {@link Alignment} is not exact.
     *
     * @throws IllegalArgumentException if the two cannot be aligned, or the value is infinite
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public double of(TokenDistribution base, TokenDistribution tuned) {
        StopPoint.pass("during a comparison of distributions"); // each is a pass over the whole vocabulary
        double nats = between(Alignment.of(base, tuned));
        if (!Double.isFinite(nats)) {
            throw new IllegalArgumentException(
                    "Divergence '%s' is %s: one view gives probability 0 to a token that the ".formatted(id, nats)
                            + "other can emit. Use 'js', which is finite for all distributions.");
        }
        return nats;
    }

    abstract double between(Alignment aligned);

    /** No value is larger, in nats: ln 2 for {@link #JENSEN_SHANNON}, infinite for the others. */
    public double largest() {
        return this == JENSEN_SHANNON ? Math.log(2) : Double.POSITIVE_INFINITY;
    }

    /** The noise floor of this divergence, in nats. */
    public double floorOf(NoiseFloor floor) {
        return floor.kl();
    }

    /** The noise floor that a run measured, if it did. */
    public OptionalDouble floorIn(ProbeContext context) {
        return context.noiseFloor().stream().mapToDouble(this::floorOf).findFirst();
    }
}
