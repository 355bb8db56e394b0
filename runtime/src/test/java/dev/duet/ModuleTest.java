package dev.duet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.TreeSet;

/// The module's descriptor, which nothing else in the tests needs: they use the class path.
class ModuleTest {
    @Test
    void everyPackageIsExportedExceptTheInternalOnes() throws Exception {
        Path classes =
                Path.of(Status.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        ModuleDescriptor module =
                ModuleFinder.of(classes).find("dev.duet").orElseThrow().descriptor();
        var open = new TreeSet<String>(module.packages());
        open.removeIf(name -> name.startsWith("dev.duet.internal"));

        assertThat(module.exports()).extracting(export -> export.source()).hasSameElementsAs(open);
    }
}
