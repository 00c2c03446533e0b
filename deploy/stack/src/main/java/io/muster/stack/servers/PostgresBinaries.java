package io.muster.stack.servers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

import io.muster.stack.layout.FileTree;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once from the archive on the class path and shared by all stacks of this build. */
record PostgresBinaries(Path directory) {

    Path program(String name) {
        return directory.resolve("bin").resolve(name);
    }

    /** Unpacks them unless they are there; several processes may do so at once. */
    void ensure() throws IOException {
        if (Files.exists(program("postgres"))) {
            return;
        }
        Files.createDirectories(directory.getParent());
        Path draft = Files.createTempDirectory(directory.getParent(), "unpacking");
        try (InputStream archive = archive();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            unpack(tar, draft);
        }
        draft.toFile().setExecutable(true, false);
        draft.toFile().setReadable(true, false);
        try {
            Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another process was faster and has unpacked the same.
            new FileTree(draft).delete();
        }
    }

    private static InputStream archive() throws IOException {
        String name = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
        InputStream archive = PostgresBinaries.class.getResourceAsStream("/" + name);
        if (archive == null) {
            throw new IOException("no PostgreSQL for this machine: " + name + " is not on the class path");
        }
        return archive;
    }

    static String archiveName(String os, String arch) {
        String system = os.toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String processor = arch.equals("aarch64") ? "arm_64" : "x86_64";
        return "postgres-" + system + "-" + processor + ".txz";
    }

    private static void unpack(TarArchiveInputStream tar, Path target) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path file = target.resolve(entry.getName()).normalize();
            if (!file.startsWith(target)) {
                throw new IOException("the archive leaves its directory: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(file);
            } else if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            } else {
                Files.createDirectories(file.getParent());
                Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
                boolean executable = (entry.getMode() & 0100) != 0;
                if (executable && !file.toFile().setExecutable(true, false)) {
                    throw new IOException("cannot make " + file + " executable");
                }
            }
        }
    }
}
