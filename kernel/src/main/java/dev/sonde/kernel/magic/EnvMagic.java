package dev.sonde.kernel.magic;

import dev.sonde.kernel.session.CellOutcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Shows the kernel's environment, but no secrets. */
final class EnvMagic {

    static final Magic MAGIC = new Magic(
            "env",
            Magic.Form.LINE,
            "[NAME]",
            MagicTakes.WORDS,
            "Shows the environment variables of the kernel, or one; never what looks secret.",
            """
            A running process cannot change its variables: 'sonde install --env NAME=VALUE --replace' sets one for
            the kernel, from its next start.""",
            List.of(),
            EnvMagic::run);

    private static final Pattern SECRET_NAME = Pattern.compile(
            ".*(KEY|TOKEN|SECRET|PASSW|PASSPHRASE|PASSCODE|CREDENTIAL|AUTH|COOKIE|PRIVATE|SIGNATURE|CONNECTION_?STRING|DSN|_PAT|_PW|_PWD|SALT|JWT|BEARER|WEBHOOK).*",
            Pattern.CASE_INSENSITIVE);
    // user:password@ in front of a host
    private static final Pattern SECRET_IN_URL = Pattern.compile("(?<=://)[^/@\\s]+(?=@)");
    private static final String HIDDEN = "(hidden)";

    private EnvMagic() {}

    private static CellOutcome run(MagicCall call) {
        System.out.print(call.word().map(name -> one(name, System.getenv())).orElseGet(() -> all(System.getenv())));
        return call.done();
    }

    static String all(Map<String, String> environment) {
        var text = new StringBuilder();
        new TreeMap<>(environment)
                .forEach((name, value) ->
                        text.append(name).append('=').append(shown(name, value)).append('\n'));
        return text.toString();
    }

    static String one(String name, Map<String, String> environment) {
        if (name.contains("=")) {
            throw new MagicException(
                    "A running process cannot change its environment. Run 'sonde install --env %s --replace' and restart the kernel."
                            .formatted(name));
        }
        String value = environment.get(name);
        if (value == null) {
            throw new MagicException("No variable '%s' is set%s"
                    .formatted(
                            name,
                            MagicRegistry.nearest(name, environment.keySet())
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse(".")));
        }
        return name + "=" + shown(name, value) + "\n";
    }

    private static String shown(String name, String value) {
        return SECRET_NAME.matcher(name).matches()
                ? HIDDEN
                : SECRET_IN_URL.matcher(value).replaceAll(HIDDEN);
    }
}
