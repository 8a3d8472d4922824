package dev.sonde.cache;

import dev.sonde.backend.ModelCard;
import dev.sonde.backend.ProducerHash;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A model that a store knows: it was loaded and checked once, by content.
 *
 * @param namespace first part of the names of its answers
 * @param id see {@link ModelCard#id()}; empty if the file is not legible
 * @param name for people
 * @param adapter for people; empty without one
 * @param producer the code that computed its answers
 */
record StoredModel(String namespace, String id, String name, String adapter, String producer) {
    private static final int LONGEST = 10_000;

    static byte[] encode(ModelCard card) {
        return String.join("\n", card.id(), line(card.name()), line(card.adapterName()), ProducerHash.current(), "end")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a model's file; one that is not legible is a model without a name. */
    static StoredModel read(Path file) {
        String namespace = String.valueOf(file.getFileName());
        try (var in = new FileInputStream(file.toFile())) {
            String[] lines = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).split("\n", -1);
            if (lines.length == 5 && lines[4].equals("end")) {
                return new StoredModel(namespace, lines[0], lines[1], lines[2], lines[3]);
            }
        } catch (IOException unreadable) {
            return unknown(namespace);
        }
        return unknown(namespace);
    }

    static StoredModel unknown(String namespace) {
        return new StoredModel(namespace, "", "", "", "");
    }

    /** Whether this build of Sonde would use its answers. */
    boolean current() {
        return producer.equals(ProducerHash.current());
    }

    private static String line(String text) {
        return text.replaceAll("\\R", " ");
    }
}
