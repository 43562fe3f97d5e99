fn main() {
    println!("{}", formats::read(&std::fs::read(std::env::args().nth(1).unwrap()).unwrap()).unwrap().outline());
}
