package dev.sonde.probe.tooluse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a suite tells of tools: those that its cases describe, and, where it lists them, all that there are.
 *
 * @param cases each describes a tool
 * @param listed all tools that there are; empty where the suite does not say
 */
record KnownTools(List<ToolCase> cases, Optional<List<String>> listed) {

    /** What is wrong with a call in the answer to {@code each}; empty for a valid one. */
    List<String> problems(ToolCase each, ToolCall call) {
        Optional<JsonNode> schema = Stream.concat(Stream.of(each), cases.stream())
                .filter(one -> described(one).equals(call.name()))
                .map(one -> one.toolSpec().path("parameters"))
                .findFirst();
        boolean itsOwn = described(each).equals(call.name());
        Optional<String> unknown = listed.filter(tools -> !itsOwn && !tools.contains(call.name()))
                .map(tools -> "'%s' is none of the tools %s".formatted(call.name(), tools));
        return unknown.map(List::of)
                .or(() -> schema.map(found -> ToolSchema.problems(found, call.arguments())))
                .orElse(List.of());
    }

    /** The name under which a case describes its tool. */
    private static String described(ToolCase each) {
        return each.toolSpec().path("name").asText(each.goldToolName());
    }
}
