package dev.sonde.kernel.install;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Jupyter reads about a kernel: the content of {@code kernel.json}.
 *
 * @param displayName what the launcher of a front end shows
 * @param argv the command that starts the kernel; {@code {connection_file}} stands for the file that Jupyter writes
 * @param env variables added to the kernel's environment
 */
public record KernelSpec(String displayName, List<String> argv, Map<String, String> env) {

    /** The argument that Jupyter replaces. */
    public static final String CONNECTION_FILE = "{connection_file}";

    /** Copies the collections. */
    public KernelSpec {
        argv = List.copyOf(argv);
        env = Map.copyOf(env);
    }

    /** The JSON text, with a line end. Interrupts are messages, since the signal would end the JVM. */
    public String json() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("argv", argv);
        fields.put("display_name", displayName);
        fields.put("language", "kotlin");
        fields.put("interrupt_mode", "message");
        fields.put("env", new TreeMap<>(env));
        fields.put("metadata", Map.of("debugger", false));
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(fields) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of strings is not JSON", e);
        }
    }
}
