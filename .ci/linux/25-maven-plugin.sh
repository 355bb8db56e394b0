#!/usr/bin/env bash
# The Maven plugin over two projects: protos of a dependency are imported, and their Java generated
# once; what has not changed is not generated again, and what nothing gives any more goes.
set -euo pipefail
# shellcheck source=checks.bash
. .ci/linux/checks.bash
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export NO_COLOR=1
"$root/duet" --version >/dev/null # installs the plugin
jdk=$("$root/duet" --print-java-home)
version=$(sed -n 's:^  <version>\(.*\)</version>:\1:p' pom.xml | head -n 1)

pom() { # pom NAME MORE
    cat <<END
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>shop</groupId>
  <artifactId>$1</artifactId>
  <version>1</version>
  $2
</project>
END
}
child() { # child NAME DEPENDENCIES
    pom "$1" "<parent><groupId>shop</groupId><artifactId>all</artifactId><version>1</version></parent>
  <dependencies>
    <dependency>
      <groupId>dev.duet</groupId><artifactId>duet-runtime</artifactId><version>$version</version>
    </dependency>
    $2
  </dependencies>
  <build><plugins>
    <plugin>
      <groupId>org.apache.maven.plugins</groupId><artifactId>maven-toolchains-plugin</artifactId>
      <version>3.2.0</version>
      <executions><execution>
        <goals><goal>select-jdk-toolchain</goal></goals>
        <configuration><version>[25,)</version></configuration>
      </execution></executions>
    </plugin>
    <plugin>
      <groupId>dev.duet</groupId><artifactId>duet-maven-plugin</artifactId><version>$version</version>
      <executions><execution><goals><goal>generate</goal></goals></execution></executions>
    </plugin>
  </plugins></build>"
}
maven() { env JAVA25_HOME="$jdk" mvn -B -ntp "$@"; }

mkdir -p "$work"/{things,orders}/src/main/proto/shop
cd "$work"
pom all "<packaging>pom</packaging>
  <properties>
    <maven.compiler.source>25</maven.compiler.source>
    <maven.compiler.target>25</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <modules><module>things</module><module>orders</module></modules>" >pom.xml
child things "" >things/pom.xml
child orders "<dependency><groupId>shop</groupId><artifactId>things</artifactId><version>1</version></dependency>" \
    >orders/pom.xml
cat >things/src/main/proto/shop/thing.proto <<'END'
syntax = "proto3";
package shop;
message Thing { string name = 1; }
END
cat >orders/src/main/proto/shop/order.proto <<'END'
syntax = "proto3";
package shop;
import "shop/thing.proto";
message Order { repeated Thing things = 1; }
END
cp orders/src/main/proto/shop/order.proto saved
cat >orders/src/main/proto/shop/more.proto <<'END'
syntax = "proto3";
package shop;
import "google/protobuf/compiler/plugin.proto";
message More { google.protobuf.compiler.Version version = 1; }
END
sed 's/More/Tool/' orders/src/main/proto/shop/more.proto >things/src/main/proto/shop/tool.proto
generated=orders/target/generated-sources/duet/shop
built_in=target/generated-sources/duet/com/google/protobuf/compiler

for goal in compile package; do
    rm -rf things/target orders/target
    run maven "$goal"
    check "mvn $goal: a proto of a dependency is imported" is "$code" 0
    check "mvn $goal: its Java is generated" [ -f "$generated/Order.java" ]
    check "mvn $goal: that of the dependency is not generated again" [ ! -e "$generated/Thing.java" ]
    check "mvn $goal: a built-in type that the runtime does not have is generated" \
        [ -f "things/$built_in/Version.java" ]
    check "mvn $goal: and not again" [ ! -e "orders/$built_in" ]
done
run "$jdk/bin/jar" -tf things/target/things-1.jar
check "the jar has the proto" says shop/thing.proto
run maven compile # now with the folder of classes instead of the jar
run maven compile
check "what has not changed is not generated again" is "$(grep -c "generate: up to date" <<<"$out")" 2
rm orders/src/main/proto/shop/more.proto things/src/main/proto/shop/tool.proto
run maven compile
check "Java of a proto that is gone goes" [ ! -e "$generated/More.java" ]
check "and only that" [ -f "$generated/Order.java" ]
sed -i 's/Thing things/Thin things/' orders/src/main/proto/shop/order.proto
run maven compile
check "an error fails the build" [ "$code" -ne 0 ]
check "it says where, as IDEs understand it" says "order.proto:4:26: "
cp saved orders/src/main/proto/shop/order.proto
sed -i 's/name = 1/label = 1/' things/src/main/proto/shop/thing.proto
run maven compile
check "a change in the dependency is seen" is "$(grep -c "Generated 1 file" <<<"$out")" 2
mkdir -p copy/shop
touch -d '1 hour ago' orders/src/main/proto/shop/order.proto
cp orders/src/main/proto/shop/order.proto copy/shop/
sed -i "s:</goals></execution></executions>:&<configuration><protoPaths><path>$work/copy</path></protoPaths></configuration>:" \
    orders/pom.xml
run maven compile
sed -i 's/things = 1/items = 1/' orders/src/main/proto/shop/order.proto
run maven compile
check "a change is seen although a later folder has a proto of that name" \
    grep -q items "$generated/Order.java"
echo 'package shop; class Mine {}' >"$generated/Mine.java"
rm orders/src/main/proto/shop/order.proto
run maven compile
check "without any proto nothing generated is left" [ ! -e "$generated/Order.java" ]
check "what a person wrote is" [ -f "$generated/Mine.java" ]
finish
