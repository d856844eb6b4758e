"""Who is steered where: what assignment and chains share, and the two exact methods of each."""
