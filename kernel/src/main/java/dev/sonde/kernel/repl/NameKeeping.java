package dev.sonde.kernel.repl;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Lets a cell that fails keep the names that had their values by then. The engine runs a cell as a constructor and has
 * nothing of one that throws; so the constructor is made to hand out its object at once ({@link PartialCell#born}) and to
 * tell which names it assigned, and all other code of the cell to look whether a name has a value before it reads it.
 *
 * <p>The checks have no jumps, so nothing else of the class changes, its stack maps included.
 */
final class NameKeeping extends OwnedClassVisitor {

    private static final String SET = Type.getDescriptor(Set.class);

    /** Changes the class of a cell, and gives it to {@code next}. */
    NameKeeping(ClassVisitor next) {
        super(next);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        return name.equals("<init>")
                ? new NameAssigning(next, owner())
                : new NameReading(next, owner(), (access & Opcodes.ACC_STATIC) == 0);
    }

    @Override
    public void visitEnd() {
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_TRANSIENT;
        super.visitField(access, KeptNames.UNSET, SET, null, null).visitEnd();
        super.visitEnd();
    }
}
