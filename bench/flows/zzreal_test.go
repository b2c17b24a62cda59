package main
import ("testing";"os";"path/filepath";"time";"syscall";"context";"github.com/avow-audit/avow/internal/catalog";"github.com/avow-audit/avow/internal/scan";"github.com/avow-audit/avow/internal/trace")
func cpu() time.Duration { var r syscall.Rusage; syscall.Getrusage(0,&r); return time.Duration(r.Utime.Nano()+r.Stime.Nano()) }
func TestReal(t *testing.T){
 fs,_:=filepath.Glob("/work/main/.cache/apps/real/*.apk")
 if s:=os.Getenv("APP"); s!="" { fs,_=filepath.Glob("/work/main/.cache/apps/real/"+s) }
 cat,_:=catalog.Load()
 for _,f:=range fs { d0:=cpu(); r,err:=scan.App(context.Background(), f, scan.Options{Home:"US",Depth:trace.Flows}, cat, nil); d:=cpu()-d0
  var ru syscall.Rusage; syscall.Getrusage(0,&ru)
  if err!=nil { t.Log(f,err); continue }
  t.Logf("%s cpu %v rss %dMB flows %d %s", filepath.Base(f), d.Round(time.Millisecond), ru.Maxrss>>10, len(r.Flows), "")
  if os.Getenv("SHOW")!="" { for _,x:=range r.Flows { t.Logf("   %s @%s.%s -> %s @%s.%s", name(x.Source.Calls), x.Source.Place.Class, name(x.Source.Place.Method), name(x.Sink.Calls), x.Sink.Place.Class,name(x.Sink.Place.Method)) } }
 }
}
