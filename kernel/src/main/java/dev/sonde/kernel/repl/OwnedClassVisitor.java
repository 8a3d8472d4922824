package dev.sonde.kernel.repl;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/** A visitor that knows in which class it is. */
abstract class OwnedClassVisitor extends ClassVisitor {

    private String owner = "";

    /** Passes on to {@code next} what it does not change. */
    OwnedClassVisitor(ClassVisitor next) {
        super(Opcodes.ASM9, next);
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        owner = name;
        super.visit(version, access, name, signature, superName, interfaces);
    }

    /** The class, as {@code package/Class}. */
    String owner() {
        return owner;
    }
}
