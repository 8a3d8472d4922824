package dev.sonde.suite;

import dev.sonde.backend.ModelCard;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.SondeVersion;
import java.util.Map;
import java.util.TreeMap;

/** What computes a run. */
final class Environment {
    private Environment() {}

    /** Where {@code topK} tells how much of a distribution was compared, 0 for the whole vocabulary. */
    static Map<String, String> of(ModelCard card, int topK) {
        var environment = new TreeMap<String, String>();
        environment.put("sonde", SondeVersion.current());
        environment.put("java", Runtime.version().toString());
        environment.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        environment.put("cpus", Integer.toString(Runtime.getRuntime().availableProcessors()));
        environment.put("engine", card.content().getOrDefault("engine", "unknown"));
        String asked = topK == NextToken.FULL ? "whole vocabulary" : "best " + topK + " tokens";
        environment.put("distributions", card.content().getOrDefault("distributions", asked));
        return environment;
    }
}
