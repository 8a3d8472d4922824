package dev.sonde.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sonde.probe.tooluse.ToolCase;
import java.util.List;
import java.util.stream.Stream;

/** Requests that a tool fulfils. What a call looks like stands in the prompt, so that a model without training in it can try. */
final class ToolCases {

    private static final int LONGEST_CALL = 28;

    private static final String EXAMPLES = """
            Request: Is it windy in Porto?
            Call: {"name": "weather", "arguments": {"city": "Porto"}}

            Request: Tell me when nine minutes are over.
            Call: {"name": "timer", "arguments": {"minutes": 9}}

            Request: Who wrote Dracula?
            Call: {"name": "search", "arguments": {"query": "author of Dracula"}}

            Request: %s
            Call:""";

    private static final List<String> PLACES =
            List.of("Lisbon", "Oslo", "Madrid", "Vienna", "Cairo", "Dublin", "Athens", "Prague");
    private static final List<String> MINUTES =
            List.of("three", "five", "ten", "twelve", "twenty", "thirty", "six", "two");
    private static final List<String> QUESTIONS = List.of(
            "How high is Mount Everest?",
            "When was the telephone invented?",
            "How do I bake bread?",
            "Who painted the Mona Lisa?",
            "What do pandas eat?",
            "How far away is the moon?",
            "Where do penguins live?",
            "Who discovered penicillin?");

    private ToolCases() {}

    static List<ToolCase> all() {
        return Stream.of(
                        PLACES.stream()
                                .map(place -> of("How is the weather in " + place + "?", "weather", "city", "string")),
                        MINUTES.stream()
                                .map(time ->
                                        of("Set a timer for " + time + " minutes.", "timer", "minutes", "integer")),
                        QUESTIONS.stream().map(question -> of(question, "search", "query", "string")))
                .flatMap(cases -> cases)
                .toList();
    }

    private static ToolCase of(String request, String tool, String parameter, String type) {
        return new ToolCase(EXAMPLES.formatted(request), described(tool, parameter, type), tool, LONGEST_CALL);
    }

    private static JsonNode described(String tool, String parameter, String type) {
        var json = JsonNodeFactory.instance.objectNode().put("name", tool);
        var schema = json.putObject("parameters").put("type", "object");
        schema.putObject("properties").putObject(parameter).put("type", type);
        schema.putArray("required").add(parameter);
        return json;
    }
}
