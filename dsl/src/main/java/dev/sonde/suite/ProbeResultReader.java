package dev.sonde.suite;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.sonde.probe.Evidence;
import dev.sonde.probe.ProbeRegistry;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.stats.Interval;
import dev.sonde.stats.NullTest;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads a probe's result; its kind decides the type of the evidence. */
final class ProbeResultReader extends StdDeserializer<ProbeResult<?>> {
    private static final long serialVersionUID = 1L;

    ProbeResultReader() {
        super(TypeFactory.defaultInstance().constructType(ProbeResult.class));
    }

    @Override
    public ProbeResult<?> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonNode node = context.readTree(parser);
        String kind = required(node, "kind", context);
        return new ProbeResult<>(
                required(node, "name", context),
                kind,
                context.readTreeAsValue(node.path("verdict"), Verdict.class),
                number(node, "raw"),
                node.path("unit").asText(""),
                value(node, "interval", Interval.class, context),
                value(node, "null_test", NullTest.class, context),
                number(node, "noise_floor"),
                number(node, "score"),
                node.path("message").asText(""),
                value(node, "evidence", evidenceType(kind), context),
                node.path("wall_millis").asDouble(0));
    }

    private static Class<? extends Evidence> evidenceType(String kind) {
        return ProbeRegistry.shared()
                .find(kind)
                .<Class<? extends Evidence>>map(probe -> probe.kind().evidenceType())
                .orElse(UnknownEvidence.class);
    }

    private static String required(JsonNode node, String field, DeserializationContext context) throws IOException {
        if (!node.path(field).isTextual()) {
            return context.reportInputMismatch(ProbeResult.class, "a probe's result needs the text '%s'", field);
        }
        return node.get(field).asText();
    }

    private static OptionalDouble number(JsonNode node, String field) {
        return node.path(field).isNumber() ? OptionalDouble.of(node.get(field).doubleValue()) : OptionalDouble.empty();
    }

    private static <T> Optional<T> value(
            JsonNode node, String field, Class<? extends T> type, DeserializationContext context) throws IOException {
        if (!node.hasNonNull(field)) {
            return Optional.empty();
        }
        return Optional.of(context.readTreeAsValue(node.get(field), type));
    }
}
