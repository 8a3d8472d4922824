package dev.sonde.kernel.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A Maven repository in a folder; its jars hold one class each, with a method {@code version()}. */
public final class TestRepository {

    private final Path folder;

    /** A repository in an existing folder. */
    public TestRepository(Path folder) {
        this.folder = folder;
    }

    /** Puts a library with one class there, in the package {@code test} unless it names one, its checksums too. */
    public TestRepository add(String artifact, String version, String className, String... dependencies) {
        try {
            Path place = Files.createDirectories(
                    folder.resolve("test").resolve(artifact).resolve(version));
            String name = artifact + "-" + version;
            Files.writeString(place.resolve(name + ".pom"), pom(artifact, version, dependencies));
            try (var jar = new JarOutputStream(Files.newOutputStream(place.resolve(name + ".jar")))) {
                jar.putNextEntry(new JarEntry(packaged(className).replace('.', '/') + ".class"));
                jar.write(compiled(className, version));
            }
            for (String file : List.of(name + ".pom", name + ".jar")) {
                Files.writeString(place.resolve(file + ".sha1"), sha1(Files.readAllBytes(place.resolve(file))));
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String packaged(String className) {
        return className.contains(".") ? className : "test." + className;
    }

    /** A file of a library. */
    public Path file(String artifact, String version, String ending) {
        return folder.resolve("test").resolve(artifact).resolve(version).resolve(artifact + "-" + version + ending);
    }

    private static String pom(String artifact, String version, String... dependencies) {
        return """
                <project><modelVersion>4.0.0</modelVersion>
                <groupId>test</groupId><artifactId>%s</artifactId><version>%s</version><dependencies>%s</dependencies>
                </project>""".formatted(
                        artifact,
                        version,
                        Stream.of(dependencies).map(TestRepository::dependency).collect(Collectors.joining()));
    }

    private static String dependency(String coordinates) {
        String[] parts = coordinates.split(":");
        return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>"
                .formatted(parts[0], parts[1], parts[2]);
    }

    private static byte[] compiled(String className, String version) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var out = new java.io.ByteArrayOutputStream();
        var files = new ForwardingJavaFileManager<>(compiler.getStandardFileManager(null, null, null)) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String name, JavaFileObject.Kind kind, javax.tools.FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("mem:///" + name + ".class"), kind) {
                    @Override
                    public java.io.OutputStream openOutputStream() {
                        return out;
                    }
                };
            }
        };
        String full = packaged(className);
        int dot = full.lastIndexOf('.');
        String code = "package %s; public class %s { public static String version() { return \"%s\"; } }"
                .formatted(full.substring(0, dot), full.substring(dot + 1), version);
        var source =
                new SimpleJavaFileObject(
                        URI.create("mem:///" + full.substring(dot + 1) + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreErrors) {
                        return code;
                    }
                };
        boolean well = compiler.getTask(null, files, null, List.of("-proc:none"), null, List.of(source))
                .call();
        if (!well) {
            throw new IllegalStateException("The test's class does not compile");
        }
        return out.toByteArray();
    }

    private static String sha1(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
