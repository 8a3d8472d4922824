package dev.sonde.probe.modules;

import dev.sonde.stats.Interval;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a region of the adapter does.
 *
 * @param layer of its modules; empty: of all layers, or outside them
 * @param part kind of its modules; empty: all kinds
 * @param modules how many there are
 * @param alone mean divergence of base from the adapter with these modules only, in nats
 * @param aloneBand around {@code alone}, for all regions of its list at once; empty below 4 prompts
 * @param lost by how much the mean divergence falls when these modules are left out, in nats; below 0 where it grows
 * @param lostBand around {@code lost}, for all regions of its list at once; empty below 4 prompts
 */
public record RegionEffect(
        OptionalInt layer,
        String part,
        int modules,
        double alone,
        Optional<Interval> aloneBand,
        double lost,
        Optional<Interval> lostBand) {

    /** For people, such as {@code layer 3 mlp.up_proj}. */
    public String label() {
        String number = layer.isPresent() ? "layer " + layer.getAsInt() : "";
        return (number + " " + part).strip();
    }

    /** Whether the whole band of one of the two values lies above what the machine itself produces. */
    boolean standsOut(double noise) {
        return aloneBand.filter(band -> band.lower() > noise).isPresent()
                || lostBand.filter(band -> band.lower() > noise).isPresent();
    }
}
