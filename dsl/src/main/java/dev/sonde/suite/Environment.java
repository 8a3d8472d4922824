package dev.sonde.suite;

import dev.sonde.backend.ContentHash;
import dev.sonde.backend.ModelCard;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.SondeVersion;
import dev.sonde.chat.ChatTemplate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What computes a run. */
final class Environment {
    private static final int HASH_DIGITS = 12;

    private Environment() {}

    /** Where {@code topK} tells how much of a distribution was compared, 0 for the whole vocabulary; {@code chat} made the prompts. */
    static Map<String, String> of(ModelCard card, int topK, Optional<ChatTemplate> chat) {
        var environment = new TreeMap<String, String>();
        environment.put("sonde", SondeVersion.current());
        environment.put("java", Runtime.version().toString());
        environment.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        environment.put("cpus", Integer.toString(Runtime.getRuntime().availableProcessors()));
        environment.put("engine", card.content().getOrDefault("engine", "unknown"));
        String asked = topK == NextToken.FULL ? "whole vocabulary" : "best " + topK + " tokens";
        environment.put("distributions", card.content().getOrDefault("distributions", asked));
        chat.ifPresent(template -> environment.put(
                "chat_template",
                ContentHash.of(template.source()).substring(0, HASH_DIGITS)
                        + (template.tellsTheDate() ? ", tells the date" : "")));
        return environment;
    }
}
